using System.Text.RegularExpressions;
using KillSwitch.Workflows.People;

namespace KillSwitch.Cdk.Settings;

/// <summary>Reads who signs in and is mailed: <c>alice:alice@example.com:operator+approver;bob:bob@example.com:approver</c>.</summary>
internal static partial class PeopleReader
{
    private const string Form =
        "NAME:ADDRESS:ROLE+ROLE, several separated by semicolons; a name is 1 to 64 of a-z, 0-9, '.', '_' or '-', a role is observer, operator or approver";

    public static IReadOnlyList<Person> Read(ContextValues values)
    {
        var people = new List<Person>();
        foreach (
            var entry in (values.Text(ContextNames.People) ?? "").Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            if (Parse(entry) is { } person)
                people.Add(person);
            else
                values.Refuse(ContextNames.People, entry, Form);
        }
        RefuseTwice(values, people, p => p.Name, "a name nobody else has, or else two people would be one");
        RefuseTwice(
            values,
            people,
            p => p.Email.ToLowerInvariant(),
            "an address nobody else has, as a topic takes one subscription of an address"
        );
        return people;
    }

    public static bool IsAddress(string text) => Address().IsMatch(text);

    private static Person? Parse(string entry)
    {
        if (
            entry.Split(':', StringSplitOptions.TrimEntries) is not [var name, var address, var words]
            || !Name().IsMatch(name)
            || !IsAddress(address)
        )
            return null;
        var roles = words.Split('+', StringSplitOptions.TrimEntries).Select(RoleOf).ToList();
        return roles.Contains(null) ? null : new Person(name, address, [.. roles.OfType<Role>().Distinct()]);
    }

    private static Role? RoleOf(string word) =>
        Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(r => r.ToString()!.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static void RefuseTwice(ContextValues values, IEnumerable<Person> people, Func<Person, string> by, string must)
    {
        foreach (var twice in people.GroupBy(by).Where(g => g.Count() > 1))
            values.Refuse(ContextNames.People, twice.Key, must);
    }

    [GeneratedRegex("^[a-z0-9._-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[^@\s,;:]+@[^@\s,;:]+\.[^@\s,;:]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
