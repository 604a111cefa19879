package dev.deployarchitect.infrastructure.schema.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes entries as the extract's lines; members nested alike are written once and numbered. */
final class SchemaText {
  private final Map<String, Integer> structs = new LinkedHashMap<>();

  private SchemaText() {}

  static String of(List<String> header, Map<String, List<Member>> entries) {
    SchemaText text = new SchemaText();
    List<String> lines = new ArrayList<>();
    entries.forEach((name, members) -> lines.add(name + " " + text.members(members)));
    List<String> out = new ArrayList<>();
    header.forEach(h -> out.add("# " + h));
    text.structs.forEach((line, number) -> out.add("@" + number + " " + line));
    out.addAll(lines);
    return String.join("\n", out) + "\n";
  }

  private String members(List<Member> members) {
    return String.join(" ", members.stream().map(this::member).toList());
  }

  private String member(Member member) {
    String type =
        member
            .nested()
            .map(this::members)
            .map(line -> structs.computeIfAbsent(line, _ -> structs.size() + 1))
            .map(number -> member.type().replace("@", "@" + number))
            .orElse(member.type());
    return member.name() + ":" + member.flags() + ":" + type;
  }
}
