import Foundation

/// The cost of a computation that was run several times.
struct Measurement<Value> {
  /// The median CPU time of the process in seconds, the first run left out when there are others.
  let seconds: Double
  /// The median wall time in seconds.
  let wallSeconds: Double
  /// The number of runs that the medians are taken of.
  let runs: Int
  /// The most memory that was resident after the first run, in MiB.
  let peakMebibytes: Double
  /// What the last run returned.
  let value: Value

  /// Runs a computation once to warm up and then until half a second and three runs have passed;
  /// one that takes longer than `patience` seconds is run once.
  init(patience: Double = 2, of computation: () throws -> Value) rethrows {
    var (value, first) = try Self.timed(computation)
    peakMebibytes = Self.peakMebibytes
    var costs: [Cost] = first.cpu > patience ? [first] : []
    while first.cpu <= patience && (costs.count < 3 || Self.isWorthRepeating(costs)) {
      let (next, cost) = try Self.timed(computation)
      value = next
      costs.append(cost)
    }
    self.value = value
    seconds = Self.median(costs.map(\.cpu))
    wallSeconds = Self.median(costs.map(\.wall))
    runs = costs.count
  }

  private struct Cost {
    let cpu: Double
    let wall: Double
  }

  private static func isWorthRepeating(_ costs: [Cost]) -> Bool {
    costs.count < 15 && costs.map(\.cpu).reduce(0, +) < 0.5
  }

  private static func timed(_ computation: () throws -> Value) rethrows -> (Value, Cost) {
    let (cpu, wall) = (clock(CLOCK_PROCESS_CPUTIME_ID), clock(CLOCK_MONOTONIC))
    let value = try computation()
    return (
      value,
      Cost(cpu: clock(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall: clock(CLOCK_MONOTONIC) - wall)
    )
  }

  private static func clock(_ id: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(id, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The most memory that was ever resident.
  ///
  /// On Linux from the kernel's high-water mark of this program: `ru_maxrss` may there hold that of the
  /// process that started it.
  private static var peakMebibytes: Double {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1_048_576
    #else
      let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kibibytes = line?.split { !$0.isNumber }.first.flatMap { Double($0) }
      return (kibibytes ?? 0) / 1024
    #endif
  }
}
