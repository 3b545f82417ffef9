using System.Net;
using System.Net.Sockets;
using KillSwitch.Tests;

namespace KillSwitch.Brokers.Tests;

public sealed class KafkaNodeAddressTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Kept_SameDirectoryAgain_IsTheSame() =>
        Assert.Equal(KafkaNodeAddress.Kept(_folder), KafkaNodeAddress.Kept(_folder));

    [Fact]
    public void Kept_SomebodyElseHasItsPort_IsAnother()
    {
        var before = KafkaNodeAddress.Kept(_folder);
        using var other = new TcpListener(IPAddress.Loopback, before.Port);
        other.Start();

        Assert.NotEqual(before.Port, KafkaNodeAddress.Kept(_folder).Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x y")]
    [InlineData("99999999 1")]
    public void Kept_FileThatIsNone_IsAFreeOne(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "ports"), text);

        Assert.InRange(KafkaNodeAddress.Kept(_folder).Port, 1, 65535);
    }
}
