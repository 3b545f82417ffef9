using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace Amazon.Lambda
{
    public interface IAmazonLambda
    {
        Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonLambdaClient : IAmazonLambda
    {
        public Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) => throw null;
    }

    public class InvocationType(string value) : ConstantClass(value)
    {
        public static readonly InvocationType RequestResponse;
    }
}

namespace Amazon.Lambda.Model
{
    public class InvokeRequest : AmazonWebServiceRequest
    {
        public string FunctionName { get; set; }

        public InvocationType InvocationType { get; set; }

        public string Payload { get; set; }
    }

    public class InvokeResponse : AmazonWebServiceResponse
    {
        public string FunctionError { get; set; }

        public MemoryStream Payload { get; set; }
    }
}
