#!/usr/bin/env bash
# AWSSDK.DynamoDBv2 4.1.0 on .NET 10: where the connection ends before the answer, as an idle one may, the caller is handed
# System.Net.Http.HttpIOException. HttpClient itself throws HttpRequestException there, with that one inside; the SDK unwraps it. It is
# neither an HttpRequestException nor an AmazonServiceException, so that handlers for these two, which are what one expects, let it by.
#
# Needs the .NET 10 SDK and a NuGet feed. Ends with 0 while this is so, with 1 once it is not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >finding.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="AWSSDK.DynamoDBv2" Version="4.1.0" /></ItemGroup>
</Project>
X
cat >Program.cs <<'X'
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
_ = Task.Run(async () =>
{
    while (true)
    {
        // The request is read, and the connection ends without an answer.
        using var client = await listener.AcceptTcpClientAsync();
        _ = await client.GetStream().ReadAsync(new byte[65536]);
    }
});
var config = new AmazonDynamoDBConfig { ServiceURL = $"http://{listener.LocalEndpoint}", MaxErrorRetry = 0 };
using var dynamo = new AmazonDynamoDBClient(new BasicAWSCredentials("a", "b"), config);
var version = FileVersionInfo.GetVersionInfo(typeof(AmazonDynamoDBClient).Assembly.Location).FileVersion;
Console.WriteLine($"AWSSDK.DynamoDBv2, file version {version}, .NET {Environment.Version}");
using var http = new HttpClient();
var plain = await Record(() => http.PostAsync(config.ServiceURL, new StringContent("{}")));
Console.WriteLine($"HttpClient throws {plain?.GetType().FullName}, with {plain?.InnerException?.GetType().FullName} inside");
var thrown = await Record(() => dynamo.ListTablesAsync());
Console.WriteLine($"the SDK throws {thrown?.GetType().FullName}: {thrown?.Message}");
Console.WriteLine($"is that an AmazonServiceException? {thrown is AmazonServiceException}; an HttpRequestException? {thrown is HttpRequestException}");
return plain is HttpRequestException && thrown is HttpIOException ? 0 : 1;

static async Task<Exception?> Record(Func<Task> act)
{
    try { await act(); return null; } catch (Exception e) { return e; }
}
X
dotnet build -c Release -v quiet -clp:NoSummary >build.log 2>&1 || { cat build.log; echo 'It does not build: nothing is known.'; exit 2; }
if dotnet bin/Release/net10.0/finding.dll; then echo 'As found: HttpIOException reaches the caller.'; else echo 'CHANGED: the finding does not hold any more.'; exit 1; fi
