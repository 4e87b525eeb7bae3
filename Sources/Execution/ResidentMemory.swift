internal import Foundation

/// The part of the machine's memory that the process holds.
enum ResidentMemory {
  /// The number of bytes, or `nil` where the system does not say.
  ///
  /// On Linux this is the second number of `/proc/self/statm`, in pages; elsewhere the largest amount so far, by
  /// `getrusage`. On Linux the latter would count what the parent held before it started this program.
  static var bytes: Int? {
    #if os(Linux)
      let file = open("/proc/self/statm", O_RDONLY)
      guard file >= 0 else { return nil }
      defer { close(file) }
      var text = [UInt8](repeating: 0, count: 128)
      let count = read(file, &text, text.count)
      let fields = String(decoding: text.prefix(max(count, 0)), as: UTF8.self).split(separator: " ")
      guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
      return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    #else
      var usage = rusage()
      return getrusage(RUSAGE_SELF, &usage) == 0 ? Int(usage.ru_maxrss) : nil
    #endif
  }
}
