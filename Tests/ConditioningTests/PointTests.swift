import Testing
@testable import Conditioning
