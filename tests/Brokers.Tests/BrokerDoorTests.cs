using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using KillSwitch.Hosting;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Brokers.Tests;

public sealed class BrokerDoorTests
{
    [Fact]
    public async Task Open_BeforeABroker_ClientsWriteThroughIt()
    {
        using var broker = EmbeddedBroker.Start();
        await using var door = BrokerDoor.Open(0, broker.Bootstrap, "--broker-port");
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = door.Address }).Build();

        var written = await producer.ProduceAsync(Topics.Orders, new Message<byte[]?, byte[]?> { Value = [1] });

        Assert.Equal(PersistenceStatus.Persisted, written.Status);
        Assert.NotEqual(broker.Bootstrap, door.Address);
    }

    [Fact]
    public async Task Open_BrokerThatIsAway_EndsTheConnectionAndGoesOn()
    {
        var gone = FreePort();
        await using var door = BrokerDoor.Open(0, $"127.0.0.1:{gone}", "--broker-port");

        Assert.Equal(0, await ReadAsync(door.Address));
        Assert.Equal(0, await ReadAsync(door.Address));
    }

    [Fact]
    public void Open_PortInUse_NamesItAndTheSetting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refused = Assert.Throws<PortInUseException>(() => BrokerDoor.Open(port, "127.0.0.1:1", "--broker-port"));

        Assert.Contains($"--broker-port: 127.0.0.1:{port} is in use", refused.Message);
    }

    private static async Task<int> ReadAsync(string address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(address));
        return await client.GetStream().ReadAsync(new byte[1]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
