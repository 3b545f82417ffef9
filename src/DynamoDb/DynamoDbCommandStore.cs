using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.DynamoDb;

/// <summary>
/// One item a command: what became of it. <c>expires_at</c> (Unix seconds, 180 days on) lets DynamoDB's time-to-live remove it,
/// long after the topic has forgotten the command. Safe for concurrent use.
/// </summary>
public sealed class DynamoDbCommandStore(IAmazonDynamoDB client, DynamoDbSettings settings) : ICommandStore
{
    internal const string Key = "cmd_id";
    internal const string ExpiresAt = "expires_at";

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(180);

    private readonly string _table = settings.CommandsTable;

    public async Task<HandledCommand?> FindAsync(string cmdId, CancellationToken cancellationToken)
    {
        var found = await Guard.ReadAsync(_table, () => client.GetItemAsync(
            new GetItemRequest { TableName = _table, Key = new() { [Key] = Items.Text(cmdId) }, ConsistentRead = true },
            cancellationToken), cancellationToken);
        return found.Item is { Count: > 0 } item ? Items.To(item, IncidentsJson.Default.HandledCommand) : null;
    }

    public Task PutAsync(HandledCommand command, CancellationToken cancellationToken)
    {
        var item = Items.Of(command, IncidentsJson.Default.HandledCommand);
        item[ExpiresAt] = ExpiryOf(command.HandledTs);
        return Guard.TryAsync(_table, () => client.PutItemAsync(
            new PutItemRequest { TableName = _table, Item = item, ConditionExpression = $"attribute_not_exists({Key})" },
            cancellationToken), cancellationToken);
    }

    internal static AttributeValue ExpiryOf(long unixMs) => Items.Number((unixMs / 1000) + (long)s_kept.TotalSeconds);
}
