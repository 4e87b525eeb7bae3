internal import Foundation

/// Interrupts from outside: Ctrl-C, `kill`, a closed terminal.
public enum Interruption {
  /// Kept so that they go on; written by the first thread alone, before there are others.
  private nonisolated(unsafe) static var sources: [any DispatchSourceSignal] = []

  /// Makes an interrupt undo what is unfinished before it ends the process.
  ///
  /// A signal that the caller has chosen to ignore, as `nohup` does, stays ignored.
  public static func watch() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number, SIG_IGN)
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        Unfinished.work.undo()
        // The parent learns from the signal how the process ended. Threads of Dispatch block signals, and the others
        // do so where the parent did.
        signal(number, SIG_DFL)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        kill(getpid(), number)
        sleep(1)
        _exit(128 + number)
      }
      source.activate()
      sources.append(source)
    }
  }
}
