using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;

namespace KillSwitch.Workflows.Tests.Contracts;

/// <summary>The examples in docs/contracts are what the code reads and writes: nothing more, nothing less.</summary>
public sealed class ContractExamplesTests
{
    public static TheoryData<string> Examples => [.. Types.Keys];

    private static readonly string[] s_orders = ["order.json", "child-order.json", "cancel-order.json", "option-order.json"];

    public static TheoryData<string> Orders => [.. s_orders];

    private static readonly Dictionary<string, JsonTypeInfo> Types = new()
    {
        ["command.json"] = ContractsJson.Default.Command,
        ["state.json"] = ContractsJson.Default.KillState,
        ["decision-audit.json"] = ContractsJson.Default.DecisionAudit,
        ["late-order-audit.json"] = ContractsJson.Default.DecisionAudit,
        ["several-kills-audit.json"] = ContractsJson.Default.DecisionAudit,
        ["refused-order-audit.json"] = ContractsJson.Default.DecisionAudit,
        ["limit-audit.json"] = ContractsJson.Default.DecisionAudit,
        ["unpriced-order-audit.json"] = ContractsJson.Default.DecisionAudit,
        ["limit.json"] = ContractsJson.Default.LimitState,
        ["price.json"] = ContractsJson.Default.PriceState,
        ["step-audit.json"] = ContractsJson.Default.StepAudit,
        ["approval-audit.json"] = ContractsJson.Default.StepAudit,
        ["risk-signal.json"] = ContractsJson.Default.RiskSignal,
        ["router-progress.json"] = ContractsJson.Default.RouterProgress,
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_ReadAndWritten_IsUnchanged(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));

        var value = JsonSerializer.Deserialize(text, Types[file]);
        var written = JsonSerializer.Serialize(value, Types[file]);

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(written)),
            $"{file} reads and writes back as {written}");
    }

    /// <summary>Orders are read by their parser, and by nothing else.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public void Example_OfAnOrder_ReadAndWritten_IsUnchanged(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));

        Assert.True(OrderParser.TryParse(Encoding.UTF8.GetBytes(text), out var order, out var refusal), refusal?.ToString());
        var written = JsonSerializer.Serialize(order, ContractsJson.Default.Order);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(written)), $"{file} reads and writes back as {written}");
    }

    [Fact]
    public void Examples_InTheFolder_AreAllHeldToATypeHere()
    {
        // Those of market events are Surveillance's, and held there.
        var files = Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!);
        var here = files.Where(name => !name.StartsWith("market-", StringComparison.Ordinal));

        Assert.Equal(Types.Keys.Concat(s_orders).Order(), here.Order());
    }

    [Theory]
    [InlineData("""{"scope":"ACCOUNT:1","status":1}""")]
    [InlineData("""{"scope":"ACCOUNT:1","status":"PAUSED"}""")]
    [InlineData("""{"scope":"account:1","status":"KILLED"}""")]
    public void State_WithAnUnknownWord_IsNotRead(string text)
    {
        var whole = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "state.json")))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(text)!.AsObject())
            whole[name] = value?.DeepClone();

        Assert.Throws<JsonException>(() => whole.Deserialize(ContractsJson.Default.KillState));
    }

    [Fact]
    public void State_WithoutAStatus_IsNotReadAsActive()
    {
        var whole = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "state.json")))!.AsObject();
        whole.Remove("status");

        Assert.Throws<JsonException>(() => whole.Deserialize(ContractsJson.Default.KillState));
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "contracts");
}
