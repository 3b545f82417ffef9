using System.Text.Json;
using System.Text.Json.Serialization;

namespace KillSwitch.Local.Stack;

/// <summary>What a client needs to reach the stack (<c>DIR/endpoints.json</c>). Null: not served yet.</summary>
/// <param name="Bootstrap">Kafka, <c>host:port</c>.</param>
/// <param name="States">Step Functions, for <c>aws stepfunctions --endpoint-url</c>.</param>
/// <param name="Dynamodb">DynamoDB, for <c>aws dynamodb --endpoint-url</c>.</param>
/// <param name="Api">The operator API and the approval pages.</param>
/// <param name="Steps">The Lambda Invoke API of the workflow's steps.</param>
/// <param name="StateMachineArn">The incident's state machine.</param>
/// <param name="Region">What to give a client that insists on one.</param>
internal sealed record Endpoints(
    string? Bootstrap = null,
    string? States = null,
    string? Dynamodb = null,
    string? Api = null,
    string? Steps = null,
    string? StateMachineArn = null,
    string Region = "us-east-1");

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(Endpoints))]
internal sealed partial class EndpointsJson : JsonSerializerContext;

/// <summary>The file, shared by the processes of one data directory: each adds what it serves.</summary>
internal sealed class EndpointsFile(DataDirectory data, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public Endpoints Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(data.Endpoints), EndpointsJson.Default.Endpoints) ?? new Endpoints();
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return new Endpoints();
        }
    }

    public void Clear() => File.Delete(data.Endpoints);

    /// <summary>Replaces the file in one step, so that no reader sees half of it.</summary>
    public async Task UpdateAsync(Func<Endpoints, Endpoints> change, CancellationToken cancellationToken)
    {
        using var _ = await LockAsync(cancellationToken);
        var part = $"{data.Endpoints}.{Environment.ProcessId}";
        await File.WriteAllBytesAsync(part, JsonSerializer.SerializeToUtf8Bytes(change(Read()), EndpointsJson.Default.Endpoints), cancellationToken);
        File.Move(part, data.Endpoints, overwrite: true);
    }

    /// <summary>Waits for another process to serve what this one needs.</summary>
    public async Task<string> WaitForAsync(Func<Endpoints, string?> what, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (what(Read()) is { } value)
                return value;
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(data.Endpoints + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Poll, time, cancellationToken);
            }
        }
    }
}
