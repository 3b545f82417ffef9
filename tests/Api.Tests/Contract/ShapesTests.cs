using KillSwitch.Api.Routes;
using KillSwitch.Api.Routing;
using KillSwitch.Local.Tests.Api.Support;

namespace KillSwitch.Api.Tests.Contract;

/// <summary>Whatever is sent, Kestrel and API Gateway give the same answer: status, headers, body, and the same effect.</summary>
public sealed class ShapesTests
{
    /// <summary>Every route of one machine, which has all.</summary>
    public static TheoryData<string> Routes =>
        [.. OperatorRoutes.All.Select(NameOf), "GET /mailbox", "GET /health"];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_WhateverIsSent_IsAnsweredAlikeByBothServers(string name)
    {
        await using var kestrel = new KestrelShape(await ApiStack.StartAsync());
        await using var gateway = new GatewayShape(await ApiStack.StartAsync());
        await kestrel.Place.PrepareAsync();
        await gateway.Place.PrepareAsync();
        var route = kestrel.Routes.Single(r => NameOf(r) == name);

        Seen? before = null;
        foreach (var (toKestrel, toGateway) in Cases.Of(route, kestrel.Place).Zip(Cases.Of(route, gateway.Place)))
        {
            var what = $"{name}, {toKestrel.What}";
            kestrel.Wait();
            gateway.Wait();
            var (here, there) = (await kestrel.SendAsync(toKestrel.Sent), await gateway.SendAsync(toGateway.Sent));
            Assert.True(here == there, $"{what}:\n{here}\n{there}");
            Assert.True(kestrel.Effects == gateway.Effects, $"{what}: {kestrel.Effects} and {gateway.Effects}");
            Assert.True(here.Status < 500, $"{what}:\n{here}");
            Assert.True(toKestrel.Status is null || here.Status == toKestrel.Status, $"{what} is not {toKestrel.Status}:\n{here}");
            Assert.True(!toKestrel.IsRepeat || here.Repeats(before!), $"{what}:\n{before}\n{here}");
            Assert.True(toKestrel.IgnoresItsKey == here.SaysThatTheKeyWasIgnored, $"{what}:\n{here}");
            before = here;
        }
    }

    private static string NameOf(Route route) => $"{route.Methods[0]} {route.Pattern}";
}
