using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.KafkaEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using KillSwitch.Aws.Orders;
using KillSwitch.Functions;
using KillSwitch.Functions.Topics;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<LambdaJson>))]

namespace KillSwitch.Functions;

/// <summary>JSON of what Lambda hands over and takes back. Steps and notifications have their own, and go through as bytes.</summary>
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
[JsonSerializable(typeof(KafkaEvent))]
[JsonSerializable(typeof(GeneratorRequest))]
[JsonSerializable(typeof(TopicsRequest))]
[JsonSerializable(typeof(TopicsAnswer))]
[JsonSerializable(typeof(TopicsCompletion))]
[JsonSerializable(typeof(List<string>))]
public sealed partial class LambdaJson : JsonSerializerContext;
