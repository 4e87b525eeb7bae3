internal import Foundation
internal import Syntax

/// The kernels that are in scope everywhere, read from `catalogue.zonal`.
enum Catalogue {
  /// How the catalogue is called in messages.
  static let path = "catalogue.zonal"

  /// The text, compiled into the library so that the command needs no files beside it.
  static let text = String(decoding: PackageResources.catalogue_zonal, as: UTF8.self)

  /// The definitions; the tests read the catalogue, so that a mistake in it does not reach a user.
  static let definitions: Definitions = {
    do {
      var definitions = Definitions()
      try definitions.add(try Program(parsing: SourceFile(path: path, text: text)))
      return definitions
    } catch {
      preconditionFailure("the catalogue is part of the program: \(error)")
    }
  }()
}
