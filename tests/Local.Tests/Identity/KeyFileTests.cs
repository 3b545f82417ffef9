using KillSwitch.Local.Identity;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Identity;

public sealed class KeyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadOrCreate_AskedByManyAtOnce_IsOneKeyForAll()
    {
        // Many keys, as it is the first moment of each that counts.
        var asked = Enumerable.Range(0, 50).Select(i => $"links-{i}").ToList();

        var given = asked.ConvertAll(name =>
            Enumerable
                .Range(0, 16)
                .AsParallel()
                .WithDegreeOfParallelism(8)
                .Select(_ => Convert.ToHexString(KeyFile.LoadOrCreate(_folder, name)))
                .ToHashSet()
        );

        Assert.All(given, keys => Assert.Equal(KeyFile.Length * 2, Assert.Single(keys).Length));
        Assert.Equal(asked.Count, given.SelectMany(keys => keys).Distinct().Count());
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
