package dev.deployarchitect.repository.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writers of a model in the other languages and libraries: who sets it, who does not. */
class RecordWritersTest {
  /** One library: its code, and what must be told of which line. */
  record Case(String library, String path, String code, Map<Integer, String> told, int writers) {
    @Override
    public String toString() {
      return library;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case(
            "drizzle",
            "src/users.ts",
            """
            export const users = pgTable("users", { id: text("id"), phone: text("phone") });
            await db.insert(users).values({ id, phone });
            await db.insert(users).values({ id });
            await db.update(users).set({ phone: null }).where(eq(users.id, id));
            await db.insert(orders).values({ phone });
            const rows = await db.select().from(users);
            """,
            Map.of(2, "SETS it", 3, "does NOT set it", 4, "SETS it"),
            3),
        new Case(
            "sequelize",
            "src/users.js",
            """
            await User.create({ name, phone });
            await User.update({ name }, { where: { id } });
            await Order.create({ phone });
            """,
            Map.of(1, "SETS it", 2, "does NOT set it"),
            2),
        new Case(
            "typeorm",
            "src/users.service.ts",
            """
            class UsersService {
              async add(dto: AddUser) {
                await this.userRepository.save({ name: dto.name });
                await this.usersRepository.insert({ phone: dto.phone });
                await this.userRepository.save({ ...dto });
              }
            }
            """,
            Map.of(
                3,
                "does NOT set it",
                4,
                "SETS it",
                5,
                "CANNOT be told: `dto` is a parameter of add"),
            3),
        new Case(
            "django",
            "shop/services.py",
            """
            def add(name, phone, **more):
                User.objects.create(name=name, phone=phone)
                User.objects.create(name=name)
                User.objects.filter(name=name).update(phone="")
                User.objects.update_or_create(name=name, defaults={"phone": phone})
                User.objects.create(**more)
                Order.objects.create(phone=phone)
                user.phone = phone
            """,
            Map.of(
                2, "SETS it",
                3, "does NOT set it",
                4, "SETS it",
                5, "defaults SETS it",
                6, "CANNOT be told",
                8, "SETS it by assignment"),
            6),
        new Case(
            "sqlalchemy",
            "app/users.py",
            """
            session.add(User(name=name, phone=phone))
            session.execute(insert(User).values(name=name))
            session.execute(update(User).values(phone=phone))
            User.model_validate(given, update={"phone": phone})
            """,
            Map.of(1, "SETS it", 2, "does NOT set it", 3, "SETS it", 4, "update SETS it"),
            4),
        new Case(
            "active record",
            "app/users.rb",
            """
            User.create!(name: name, phone: phone)
            User.create(name: name)
            user.update!(phone: phone)
            @user.phone = phone
            User.new(user_params)
            # User.create(phone: "comment")
            User.create_with(phone: phone).find_or_create_by!(name: name)
            """,
            Map.of(
                1, "SETS it",
                2, "does NOT set it",
                3, "SETS it",
                4, "SETS it by assignment",
                5, "CANNOT be told",
                7, "create_with: SETS it"),
            7),
        new Case(
            "eloquent",
            "app/Users.php",
            """
            <?php
            User::create(['name' => $name, 'phone' => $phone]);
            User::create(['name' => $name]);
            $user->update(['phone' => $phone]);
            $user->phone = $phone;
            User::where('id', 1)->update($data);
            """,
            Map.of(
                2, "SETS it",
                3, "does NOT set it",
                4, "SETS it",
                5, "SETS it by assignment",
                6, "CANNOT be told"),
            5),
        new Case(
            "gorm",
            "store/user.go",
            """
            package store
            func add(db *gorm.DB, phone string) {
              db.Create(&User{Name: "a", Phone: phone})
              db.Create(&User{Name: "a"})
              user.Phone = phone
            }
            """,
            Map.of(3, "SETS it", 4, "does NOT set it", 5, "SETS it by assignment"),
            3),
        new Case(
            "jpa",
            "src/Users.java",
            """
            class Users {
              void add(String phone) {
                user.setPhone(phone);
                order.setPhone(phone);
              }
            }
            """,
            Map.of(3, "SETS it by its setter"),
            1),
        new Case(
            "entity framework",
            "Users.cs",
            """
            class Users {
              void Add(string phone) {
                db.Users.Add(new User { Name = "a", Phone = phone });
                db.Users.Add(new User { Name = "a" });
                user.Phone = phone;
              }
            }
            """,
            Map.of(3, "SETS it", 4, "does NOT set it", 5, "SETS it by assignment"),
            3));
  }

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("cases")
  void everyWriterIsTold(Case one) {
    ToolContext context = new ToolContext(Workspaces.of(folder, Map.of(one.path(), one.code())));
    String text = Given.call(context, "find_usages", "{\"name\":\"User.phone\"}").text();
    one.told()
        .forEach((line, told) ->
            assertThat(text).containsPattern(one.path() + ":" + line + "  [^\\n]*" + told));
    assertThat(text).contains("writers " + one.writers() + " ");
  }
}
