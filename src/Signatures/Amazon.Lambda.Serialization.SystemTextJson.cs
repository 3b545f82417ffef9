using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson;

public class SourceGeneratorLambdaJsonSerializer<TSGContext> where TSGContext : JsonSerializerContext;
