using KillSwitch.Local.Stack.Store;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>DynamoDB's API, with its tables under the data directory.</summary>
internal sealed class StorePart : IStackPart
{
    public string Name => PartNames.Store;

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var process = context.Keep(
            await DynaliteProcess.StartAsync(context.Options.Data.DynamoDb, context.Options.Ports.DynamoDb, context.Time, cancellationToken)
        );
        context.Run("the local DynamoDB", process.EndAsync);
        await context.Endpoints.UpdateAsync(e => e with { Dynamodb = process.Endpoint }, cancellationToken);
    }
}
