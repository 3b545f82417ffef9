using Amazon;

/// <summary>In no namespace, in the library too.</summary>
public class AWSMSKAuthTokenGenerator
{
    public (string, long) GenerateAuthToken(RegionEndpoint region, bool awsDebugCreds = false) => throw null;
}
