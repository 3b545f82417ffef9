using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Tests.Commands;

/// <summary>Every script of the project is one that the shell can read.</summary>
public sealed class ScriptsTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public static TheoryData<string> Scripts =>
        [
            "run",
            .. ((string[])["cdk/scripts", "spark", "tests/scripts"]).SelectMany(folder =>
                Directory.EnumerateFiles(Repository.Path(folder), "*.sh").Select(f => $"{folder}/{Path.GetFileName(f)}")
            ),
        ];

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_ByTheShell_CanBeRead(string script) => (await _workspace.StartAsync("-n", script)).EndedWith(0);
}
