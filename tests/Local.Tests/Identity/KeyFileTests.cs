using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Support;

namespace KillSwitch.Local.Tests.Identity;

public sealed class KeyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadOrCreate_AskedByManyAtOnce_IsOneKeyForAll()
    {
        var keys = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8).Select(_ => Convert.ToHexString(KeyFile.LoadOrCreate(_folder, "links"))).ToHashSet();

        Assert.Equal(KeyFile.Length * 2, Assert.Single(keys).Length);
        Assert.NotEqual(keys.Single(), Convert.ToHexString(KeyFile.LoadOrCreate(_folder, "attestation")));
    }

    [Fact]
    public void LoadOrCreate_FileCutShort_IsRefusedRatherThanUsedOrReplaced()
    {
        _ = KeyFile.LoadOrCreate(_folder, "links");
        var path = _folder.File("keys/links.key");
        File.WriteAllBytes(path, [1, 2, 3]);

        var e = Assert.Throws<InvalidDataException>(() => KeyFile.LoadOrCreate(_folder, "links"));

        Assert.Contains($"{path} holds 3 bytes", e.Message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
    }
}
