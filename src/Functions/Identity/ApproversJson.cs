using System.Text.Json.Serialization;

namespace KillSwitch.Functions.Identity;

/// <summary>What <see cref="Approvers"/> answers, as whoever asked it reads it: names.</summary>
[JsonSerializable(typeof(List<string>))]
internal sealed partial class ApproversJson : JsonSerializerContext;
