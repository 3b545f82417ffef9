using System.Threading.Channels;
using KillSwitch.Hosting;
using KillSwitch.Local.Stack;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Server;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>The stack keeps its own definition, whatever is done to it through the API.</summary>
public sealed class DefinitionKeeperTests : IAsyncLifetime
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private StepFunctionsServer _engine = null!;
    private StepFunctionsClient _client = null!;
    private Task _keeping = null!;

    public async Task InitializeAsync()
    {
        var options = new StepFunctionsOptions
        {
            DataDirectory = _folder,
            LambdaEndpoint = new Uri("http://127.0.0.1:9"),
            NodeDirectory = NodePackages.Directory,
            AccountId = Workflow.AccountId,
        };
        _engine = await StepFunctionsServer.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);
        _client = new StepFunctionsClient(_engine.Endpoint, Workflow.StateMachineArn);
        await StateMachines.DeployAsync(_client, default);
        _keeping = new DefinitionKeeper(_client, text => _said.Writer.TryWrite(text), _time).RunAsync(_stop.Token);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        await _engine.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    [NodeFact]
    public async Task Run_DefinitionDeleted_PutsItBackAndSaysSo()
    {
        var before = await _client.FindDefinitionAsync(Workflow.StateMachineArn, default);
        await _client.DeleteAsync(Workflow.StateMachineArn, default);

        _time.Advance(DefinitionKeeper.Every);

        Assert.StartsWith("kill-incident was deleted in Step Functions", await SaidAsync());
        Assert.Equal(before, await _client.FindDefinitionAsync(Workflow.StateMachineArn, default));
    }

    [NodeFact]
    public async Task Run_DefinitionChanged_PutsItBackAndSaysSo()
    {
        var before = await _client.FindDefinitionAsync(Workflow.StateMachineArn, default);
        await _client.CreateOrUpdateAsync("kill-incident", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""", default);

        _time.Advance(DefinitionKeeper.Every);

        Assert.StartsWith("kill-incident was changed in Step Functions", await SaidAsync());
        Assert.Equal(before, await _client.FindDefinitionAsync(Workflow.StateMachineArn, default));
    }

    private async Task<string> SaidAsync() => await _said.Reader.ReadAsync().AsTask().WaitAsync(s_deadline);
}
