namespace KillSwitch.Fuzz.Tests.Support;

/// <summary>The examples of docs/contracts, which are good input.</summary>
internal static class Example
{
    public static byte[] Of(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contracts", name + ".json"));
}
