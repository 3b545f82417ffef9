using System.Text.RegularExpressions;
using KillSwitch.Workflows.Tests.Support;

namespace KillSwitch.Workflows.Tests.Architecture;

/// <summary>
/// Which room of the heart may know which: only rooms above it in this list, so that no circle can be. Read from the source: no using
/// stands there without need, as the build refuses it.
/// </summary>
public sealed partial class NamespaceArrowsTests
{
    /// <summary>Every room sees what is in the room it lies in: <c>Incidents.Deciding</c> sees <c>Incidents</c>.</summary>
    private static readonly (string Room, string[] Knows)[] s_rooms =
    [
        ("Scopes", []),
        ("Refusals", []),
        ("Tracing", []),
        ("Text", []),
        ("Waiting", []),
        ("People", ["Refusals"]),
        ("Contracts", ["People", "Refusals", "Scopes"]),
        ("Signing", ["Contracts", "Refusals"]),
        ("Orders", ["Contracts", "Refusals", "Scopes", "Text"]),
        ("Limits", ["Contracts", "Orders", "Refusals", "Scopes", "Text"]),
        ("Routing", ["Contracts", "Limits", "Orders", "Refusals", "Scopes", "Text"]),
        ("Detection", ["Contracts", "Scopes"]),
        ("Auditing", ["Contracts", "People", "Refusals", "Scopes", "Text"]),
        ("Approvals", ["People", "Refusals", "Signing", "Text"]),
        ("Incidents", ["Approvals", "Contracts", "People", "Refusals", "Scopes", "Text"]),
        ("LimitChanges", ["Approvals", "Contracts", "Incidents", "Limits", "People", "Scopes", "Text"]),
        ("Notifications", ["Approvals", "Incidents", "LimitChanges", "People", "Scopes", "Text", "Tracing"]),
        ("Ports", ["Auditing", "Contracts", "Incidents", "LimitChanges", "Notifications", "People", "Scopes"]),
        ("Naming", ["Orders", "Ports", "Scopes"]),
        ("Auditing.Indexing", ["Contracts", "Ports"]),
        ("Incidents.Deciding", ["Approvals", "Contracts", "People", "Refusals", "Signing"]),
        ("Incidents.Effects", ["Contracts", "Incidents.Deciding", "Notifications", "Ports", "Scopes", "Signing"]),
        ("Incidents.Steps",
        [
            "Approvals", "Contracts", "Incidents.Deciding", "Incidents.Effects", "Notifications", "Ports", "Scopes", "Signing", "Tracing",
        ]),
        ("Incidents.Recovery",
        [
            "Contracts", "Incidents.Deciding", "Incidents.Effects", "Notifications", "Ports", "Scopes", "Tracing", "Waiting",
        ]),
        ("LimitChanges.Deciding",
        [
            "Approvals", "Contracts", "Incidents", "Incidents.Deciding", "Limits", "People", "Refusals", "Signing", "Text",
        ]),
        ("LimitChanges.Effects",
        [
            "Incidents", "Incidents.Effects", "LimitChanges.Deciding", "Limits", "Notifications", "Ports", "Signing",
        ]),
        ("LimitChanges.Steps",
        [
            "Approvals", "Contracts", "Incidents", "Incidents.Steps", "LimitChanges.Deciding", "LimitChanges.Effects", "Limits",
            "Notifications", "Ports", "Signing", "Tracing",
        ]),
        ("LimitChanges.Recovery",
        [
            "Contracts", "Incidents", "LimitChanges.Deciding", "LimitChanges.Effects", "Ports", "Tracing", "Waiting",
        ]),
        ("Commands",
        [
            "Contracts", "Incidents", "Incidents.Deciding", "Incidents.Effects", "People", "Ports", "Refusals", "Scopes", "Signing",
            "Tracing", "Waiting",
        ]),
        ("Operators",
        [
            "Approvals", "Auditing", "Commands", "Contracts", "Incidents", "Incidents.Deciding", "Incidents.Effects", "Incidents.Steps",
            "LimitChanges", "LimitChanges.Deciding", "LimitChanges.Effects", "LimitChanges.Steps", "Limits", "Notifications",
            "People", "Ports", "Refusals", "Scopes", "Signing", "Text", "Tracing", "Waiting",
        ]),
    ];

    public static TheoryData<string> Rooms => [.. s_rooms.Select(room => room.Room)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_WhateverItNames_IsAllowedToKnowIt(string room)
    {
        var known = s_rooms.Single(candidate => candidate.Room == room).Knows;
        var named = Arrows().Where(arrow => arrow.From == room).Select(arrow => arrow.To).Distinct();

        Assert.Equal(known.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rooms_KnowOnlyRoomsAboveThem()
    {
        var above = new HashSet<string>();
        foreach (var (room, knows) in s_rooms)
        {
            Assert.Subset(above, knows.ToHashSet());
            if (room.Contains('.', StringComparison.Ordinal))
                Assert.Contains(room.Split('.')[0], above);
            above.Add(room);
        }
    }

    [Fact]
    public void Rooms_EveryFolder_IsListed() =>
        Assert.Equal(s_rooms.Select(room => room.Room).Order(), Files().Select(file => file.Room).Distinct().Order());

    private static IEnumerable<(string From, string To)> Arrows()
    {
        foreach (var (room, text) in Files())
        {
            var named = Using().Matches(text).Select(match => match.Groups[1].Value)
                .Concat(Qualified().Matches(text).Select(match => match.Groups[1].Value))
                .Where(name => s_rooms.Any(known => known.Room == name));
            foreach (var to in named.Where(name => name != room && !room.StartsWith(name + ".", StringComparison.Ordinal)))
                yield return (room, to);
        }
    }

    private static IEnumerable<(string Room, string Text)> Files() =>
        Source.Files("src/Workflows").Select(Source.Read).Select(text => (Namespace().Match(text).Groups[1].Value, text));

    [GeneratedRegex(@"^namespace KillSwitch\.Workflows\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using KillSwitch\.Workflows\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    /// <summary><c>Tracing.TraceContext</c>, which needs no using.</summary>
    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.[A-Z]")]
    private static partial Regex Qualified();
}
