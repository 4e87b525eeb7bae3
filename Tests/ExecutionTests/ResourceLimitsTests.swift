import Foundation
import Synchronization
import Testing

@testable import Execution

/// Limits of time and memory, and the threads that they end the wait for.
struct ResourceLimitsTests {
  @Test func withoutLimits() {
    #expect(ResourceLimits.none.reached() == nil)
    #expect(!ResourceLimits.none.areSet)
    #expect(WorkerThreads.run(count: 3) {} == nil)
  }

  @Test func time() {
    let limits = ResourceLimits(seconds: 1e-9)
    #expect(limits.reached() == .time(seconds: 1e-9))
    #expect(ResourceLimits(seconds: 1e9).reached() == nil)
  }

  /// The process holds more than a megabyte, and less than a terabyte.
  @Test func memory() throws {
    let held = try #require(ResidentMemory.bytes)
    #expect(held > 1 << 20 && held < 1 << 40)
    #expect(ResourceLimits(bytes: 1 << 20).reached() == .memory(bytes: 1 << 20))
    #expect(ResourceLimits(bytes: 1 << 40).reached() == nil)
  }

  /// What is held grows with what is used.
  @Test func memoryGrows() throws {
    let before = try #require(ResidentMemory.bytes)
    let block = [UInt8](repeating: 1, count: 64 << 20)
    let after = try #require(ResidentMemory.bytes)
    #expect(after - before > 32 << 20, "\(block.count)")
  }

  /// A thread that does not end is not waited for.
  @Test func workIsLeftBehind() {
    let isReleased = Mutex(false)
    let reached = WorkerThreads.run(count: 2, within: ResourceLimits(seconds: 0.05)) {
      while !isReleased.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.01) }
    }
    #expect(reached == .time(seconds: 0.05))
    isReleased.withLock { $0 = true }
  }

  @Test func messages() {
    #expect("\(LimitReached.time(seconds: 5))" == "the time limit of 5 seconds was reached")
    #expect("\(LimitReached.time(seconds: 1))" == "the time limit of 1 second was reached")
    #expect("\(LimitReached.time(seconds: 0.25))" == "the time limit of 0.25 seconds was reached")
    #expect("\(LimitReached.memory(bytes: 3 << 29))" == "the memory limit of 1536M was reached")
  }
}
