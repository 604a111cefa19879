package dev.deployarchitect.syntax.code;

/**
 * What a kind of node is, in any language. A language's table says which kinds have it, and in
 * which fields of the node its parts are, in the order given here.
 */
public enum Role {
  /** A definition: name. */
  FUNCTION,
  METHOD,
  CLASS,
  TYPE,
  /** Something with a name and a value, at the top level or in a class: name, value. */
  VARIABLE,
  /** What is called, its arguments. */
  CALL,
  /** A call on an object: object, name, arguments. */
  METHOD_CALL,
  /** The type, its arguments, what is set in braces behind it. */
  NEW,
  /** Object, property. */
  MEMBER,
  /** Object, index. */
  INDEX,
  STRING,
  COMMENT,
  /** A name: identifiers of every kind. */
  NAME,
  /** A mapping written out, or named arguments: its children are pairs. */
  OBJECT,
  /** A list written out. */
  LIST,
  /** Key, value. */
  PAIR,
  /** A key whose value is the variable of its name. */
  SHORTHAND,
  /** What is spread into an object or a call. */
  SPREAD,
  /** Left, right. */
  ASSIGN,
  /** What chooses between two values: both. */
  CHOICE,
  /** Something around one value that does not change it. */
  AROUND,
  /** A function as a value: body. */
  LAMBDA,
  /** What a function takes: names in it are bound. */
  PARAMETER,
  /** Where a name that is bound in it ends. */
  SCOPE,
  IMPORT,
  EXPORT,
  /** A decorator, annotation or attribute: name, arguments. */
  MARK,
  RETURN
}
