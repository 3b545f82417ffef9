using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using KillSwitch.Api.Requests;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using Duration = Amazon.CDK.Duration;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// The address that people see: all pages begin at its root, which the API's own stage cannot offer. It caches nothing and proves to
/// the firewall that a request came through it. It writes no log: its lines would hold callback links, and everything that
/// reaches it reaches the firewall, which does write one.
/// </summary>
internal sealed class PageDistribution : Construct
{
    /// <summary>Carries what only the distribution knows.</summary>
    public const string ProofHeader = "x-killswitch-proof";

    /// <summary>Carries the viewer's address. Whatever the viewer sent under this name is written over.</summary>
    public const string ViewerHeader = "x-killswitch-viewer";

    /// <summary>The headers that the policy has words of its own for; the others are written out.</summary>
    private static readonly string[] s_namedHeaders =
        ["Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Strict-Transport-Security"];

    public PageDistribution(Construct scope, Deployment deployment, NetworkStack network, RestApi api)
        : base(scope, "Pages")
    {
        var proof = new Secret(this, "Proof", new SecretProps
        {
            SecretName = deployment.Named("killswitch-distribution-proof"),
            Description = "What the distribution shows to the API's firewall",
            EncryptionKey = network.DataKey.Key,
            GenerateSecretString = new SecretStringGenerator { PasswordLength = 64, ExcludePunctuation = true },
            RemovalPolicy = Amazon.CDK.RemovalPolicy.DESTROY,
        });
        // A reference that CloudFormation resolves: the value is in no template.
        Proof = proof.SecretValue.UnsafeUnwrap();
        Distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = deployment.Named("killswitch"),
            DefaultBehavior = new BehaviorOptions
            {
                Origin = new HttpOrigin(api.Host, new HttpOriginProps
                {
                    OriginPath = $"/{RestApi.Stage}",
                    ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY,
                    OriginSslProtocols = [OriginSslPolicy.TLS_V1_2],
                    ReadTimeout = Duration.Seconds(30),
                    CustomHeaders = new Dictionary<string, string> { [ProofHeader] = Proof },
                }),
                ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
                AllowedMethods = AllowedMethods.ALLOW_ALL,
                CachePolicy = CachePolicy.CACHING_DISABLED,
                // Authorization included, Host not: the gateway finds the API by its own host name.
                OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                ResponseHeadersPolicy = Headers(deployment),
                FunctionAssociations =
                [
                    new FunctionAssociation { EventType = FunctionEventType.VIEWER_REQUEST, Function = Viewer(deployment) },
                ],
            },
            HttpVersion = HttpVersion.HTTP2_AND_3,
            PriceClass = PriceClass.PRICE_CLASS_100,
        });
        Address = $"https://{Distribution.DistributionDomainName}";
    }

    public Distribution Distribution { get; }

    /// <summary><c>https://….cloudfront.net</c>, without a slash behind it.</summary>
    public string Address { get; }

    /// <summary>The value of <see cref="ProofHeader"/>, known when the stack is deployed.</summary>
    public string Proof { get; }

    private Amazon.CDK.AWS.CloudFront.Function Viewer(Deployment deployment) =>
        new(
            this,
            "Viewer",
            new Amazon.CDK.AWS.CloudFront.FunctionProps
            {
                FunctionName = deployment.NamedInRegion("killswitch-viewer"),
                Comment = "Tells the firewall who asks",
                Runtime = FunctionRuntime.JS_2_0,
                Code = FunctionCode.FromInline(
                    $$"""
                    function handler(event) {
                      event.request.headers['{{ViewerHeader}}'] = { value: event.viewer.ip };
                      return event.request;
                    }
                    """
                ),
            }
        );

    /// <summary>For answers that no function made, the firewall's and the gateway's; a function's own headers stay as they are.</summary>
    private ResponseHeadersPolicy Headers(Deployment deployment)
    {
        var headers = SecurityHeaders.Of(signIn: null, encrypted: true);
        return new ResponseHeadersPolicy(this, "Headers", new ResponseHeadersPolicyProps
        {
            ResponseHeadersPolicyName = deployment.NamedInRegion("killswitch"),
            SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior
            {
                ContentSecurityPolicy = new ResponseHeadersContentSecurityPolicy
                {
                    ContentSecurityPolicy = headers["Content-Security-Policy"],
                    Override = false,
                },
                ContentTypeOptions = new ResponseHeadersContentTypeOptions { Override = true },
                FrameOptions = new ResponseHeadersFrameOptions { FrameOption = HeadersFrameOption.DENY, Override = true },
                ReferrerPolicy = new ResponseHeadersReferrerPolicy { ReferrerPolicy = HeadersReferrerPolicy.NO_REFERRER, Override = true },
                StrictTransportSecurity = new ResponseHeadersStrictTransportSecurity
                {
                    AccessControlMaxAge = Duration.Days(365),
                    Override = true,
                },
            },
            CustomHeadersBehavior = new ResponseCustomHeadersBehavior
            {
                CustomHeaders =
                [
                    .. headers
                        .Where(h => !s_namedHeaders.Contains(h.Key))
                        .Select(h => new ResponseCustomHeader { Header = h.Key, Value = h.Value, Override = true }),
                ],
            },
        });
    }
}
