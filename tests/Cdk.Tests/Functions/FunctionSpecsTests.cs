using System.Text.RegularExpressions;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Functions;

/// <summary>The functions are read as text: what lists their handlers is written only where their packages can be had.</summary>
public sealed partial class FunctionSpecsTests
{
    [Fact]
    public void All_OfTheSpecs_AreThoseOfThePackage()
    {
        var folder = Repository.Path("src", "Functions");
        var written = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => (File: f, Handler: Handler().Match(File.ReadAllText(f))))
            .Where(f => f.Handler.Success)
            .Select(f =>
                $"{Path.GetFileName(Path.GetDirectoryName(f.File))}.{Path.GetFileNameWithoutExtension(f.File)}.{f.Handler.Groups[1].Value}"
            )
            .Order(StringComparer.Ordinal);

        Assert.Equal(written, FunctionSpecs.All.Select(s => $"{s.Class}.{s.Method}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Handler_OfASpec_IsTheOneThatAnnotationsMake() =>
        Assert.Equal(
            "KillSwitch.Functions::KillSwitch.Functions.Orders.OrderRouter_RouteAsync_Generated::RouteAsync",
            FunctionSpecs.OrderRouter.Handler
        );

    [Fact]
    public void All_OfTheSpecs_AreAsTheReadmeSays()
    {
        foreach (var row in ReadmeTables.Rows("The functions").Skip(1))
        {
            var specs = row[0].Contains('…', StringComparison.Ordinal)
                ? row[1].StartsWith("`Limits.", StringComparison.Ordinal) ? FunctionSpecs.LimitSteps : FunctionSpecs.Steps
                : [FunctionSpecs.All.Single(s => row[0] == $"`{s.Name}`")];
            Assert.All(specs, s =>
            {
                Assert.Equal(row[4] == "in", s.InNetwork);
                Assert.Equal(row[5], $"{Time(s.Timeout)}, {(s.MemoryMb == 1024 ? "1 GB" : $"{s.MemoryMb} MB")}");
            });
        }
    }

    private static string Time(TimeSpan time) => time.TotalSeconds < 60 ? $"{time.TotalSeconds:0} s" : $"{time.TotalMinutes:0} min";

    [GeneratedRegex(@"\[LambdaFunction\](?:\s*\[[^\]]*\])*\s*public (?:async )?[\w<>]+ (\w+)\(", RegexOptions.CultureInvariant)]
    private static partial Regex Handler();
}
