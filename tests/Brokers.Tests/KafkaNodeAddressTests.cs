using System.Net;
using System.Net.Sockets;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;
using KillSwitch.Tests;

namespace KillSwitch.Brokers.Tests;

public sealed class KafkaNodeAddressTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Kept_SameDirectoryAgain_IsTheSame() =>
        Assert.Equal(KafkaNodeAddress.Kept(_folder, 0), KafkaNodeAddress.Kept(_folder, 0));

    [Fact]
    public void Kept_SomebodyElseHasItsPort_IsAnother()
    {
        var before = KafkaNodeAddress.Kept(_folder, 0);
        using var other = new TcpListener(IPAddress.Loopback, before.Port);
        other.Start();

        Assert.NotEqual(before.Port, KafkaNodeAddress.Kept(_folder, 0).Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x y")]
    [InlineData("99999999 1")]
    public void Kept_FileThatIsNone_IsAFreeOne(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "ports"), text);

        Assert.InRange(KafkaNodeAddress.Kept(_folder, 0).Port, 1, 65535);
    }

    [Fact]
    public void Kept_PortThatWasAskedFor_IsThatOneAndNotTheOneOfBefore()
    {
        var before = KafkaNodeAddress.Kept(_folder, 0);
        var port = FreePorts.Take(1)[0];

        Assert.Equal(port, KafkaNodeAddress.Kept(_folder, port).Port);
        Assert.Equal((port, before.ControllerPort), Ports(KafkaNodeAddress.Kept(_folder, 0)));

        static (int, int) Ports(KafkaNodeAddress address) => (address.Port, address.ControllerPort);
    }

    [Fact]
    public void Kept_PortInUse_NamesItAndTheSetting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refused = Assert.Throws<PortInUseException>(() => KafkaNodeAddress.Kept(_folder, port));

        Assert.Contains($"--broker-port: 127.0.0.1:{port} is in use", refused.Message);
    }
}
