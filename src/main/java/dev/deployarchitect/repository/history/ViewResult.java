package dev.deployarchitect.repository.history;

/** What came of one question to git. */
sealed interface ViewResult {
  record Found(Listing listing) implements ViewResult {}

  /** There is nothing of the kind; {@code why} is one sentence. */
  record Nothing(String why) implements ViewResult {}

  /** A name in the question is not known; {@code why} says which are. */
  record Unknown(String why) implements ViewResult {}
}
