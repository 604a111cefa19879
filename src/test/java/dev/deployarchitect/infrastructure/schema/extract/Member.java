package dev.deployarchitect.infrastructure.schema.extract;

import java.util.List;
import java.util.Optional;

/**
 * An attribute or a block, on its way into the extract.
 *
 * @param flags r required, o optional, c computed, d deprecated, b block, a attribute that may be
 *     written as blocks
 * @param type with {@code @} where the nested members go, such as {@code list@}
 */
record Member(String name, String flags, String type, Optional<List<Member>> nested) {

  static Member of(String name, String flags, String type) {
    return new Member(name, flags, type, Optional.empty());
  }

  static Member nested(String name, String flags, String type, List<Member> nested) {
    return new Member(name, flags, type, Optional.of(nested));
  }
}
