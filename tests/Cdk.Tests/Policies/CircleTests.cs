using System.Text.RegularExpressions;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Policies;

/// <summary>CloudFormation makes what nothing waits for first, and refuses a template in which two wait for each other.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed partial class CircleTests(SynthesizedApps apps)
{
    [Fact]
    public void Resources_OfATemplate_NeverWaitForEachOther() => Assert.All(apps.All, app => Assert.All(app.Templates.Keys, stack =>
    {
        var left = app.Resources.Where(r => r.Stack == stack).ToDictionary(r => r.Id, WaitsFor);
        while (left.Where(r => !r.Value.Any(left.ContainsKey)).Select(r => r.Key).ToList() is { Count: > 0 } free)
            free.ForEach(id => left.Remove(id));

        Assert.True(left.Count == 0, $"{stack}: in or behind a circle are {string.Join(", ", left.Keys)}");
    }));

    private static HashSet<string> WaitsFor(Resource resource)
    {
        var body = resource.Body.ToJsonString();
        var waits = References().Matches(body).Select(m => m.Groups[1].Value).ToHashSet();
        waits.UnionWith(
            resource.Body["DependsOn"] is { } named ? Quoted().Matches(named.ToJsonString()).Select(m => m.Groups[1].Value) : []
        );
        return waits;
    }

    [GeneratedRegex("""\{"(?:Ref|Fn::GetAtt)":\[?"([A-Za-z0-9]+)"[,}]""", RegexOptions.CultureInvariant)]
    private static partial Regex References();

    [GeneratedRegex("\"([A-Za-z0-9]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
