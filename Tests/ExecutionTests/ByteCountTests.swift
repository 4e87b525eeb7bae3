import Execution
import Testing

/// Amounts of memory as text.
struct ByteCountTests {
  @Test func reading() {
    for (text, bytes) in [
      ("512M", 512 << 20), ("2G", 2 << 30), ("2g", 2 << 30), ("1GiB", 1 << 30), ("3kb", 3 << 10),
      ("1T", 1 << 40), ("100", 100 << 20),
    ] {
      #expect(ByteCount(text)?.bytes == bytes, "\(text)")
    }
  }

  @Test func nonsense() {
    for text in [
      "", "M", "B", "iB", "0", "0M", "-1M", "1.5G", "1e9", "5X", "12B", "9999999999999T", "٣M",
      "1 G",
      "99999999999999999999",
    ] {
      #expect(ByteCount(text) == nil, "\(text)")
    }
  }

  /// What is printed is read back.
  @Test func printing() {
    for bytes in [1 << 10, 3 << 20, 5 << 30, 1 << 40, 1 << 50] {
      #expect(ByteCount("\(ByteCount(bytes))")?.bytes == bytes)
    }
  }
}
