using KillSwitch.Api.Requests;

namespace KillSwitch.Api.Routing;

/// <summary>Answers a call that has been admitted. What goes wrong inside is thrown.</summary>
public delegate Task<ApiAnswer> RouteHandler(ApiParts parts, Call call, CancellationToken cancellationToken);
