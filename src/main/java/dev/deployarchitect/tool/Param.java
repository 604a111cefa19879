package dev.deployarchitect.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of a tool's input record; the JSON schema is derived from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
  /** What the model reads. */
  String value();

  boolean required() default false;

  /** The values that are accepted; none means any. */
  String[] oneOf() default {};
}
