using System.Threading;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions
{
    public interface IAmazonStepFunctions
    {
        Task<DescribeExecutionResponse> DescribeExecutionAsync(
            DescribeExecutionRequest request, CancellationToken cancellationToken = default);

        Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default);

        Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonStepFunctionsClient : IAmazonStepFunctions
    {
        public Task<DescribeExecutionResponse> DescribeExecutionAsync(
            DescribeExecutionRequest request, CancellationToken cancellationToken = default) => throw null;

        public Task<SendTaskSuccessResponse> SendTaskSuccessAsync(
            SendTaskSuccessRequest request, CancellationToken cancellationToken = default) => throw null;

        public Task<StartExecutionResponse> StartExecutionAsync(
            StartExecutionRequest request, CancellationToken cancellationToken = default) => throw null;
    }

    public class AmazonStepFunctionsException(string message) : AmazonServiceException(message);

    public class ExecutionStatus(string value) : ConstantClass(value)
    {
        public static readonly ExecutionStatus RUNNING;
    }
}

namespace Amazon.StepFunctions.Model
{
    public class DescribeExecutionRequest : AmazonWebServiceRequest
    {
        public string ExecutionArn { get; set; }
    }

    public class DescribeExecutionResponse : AmazonWebServiceResponse
    {
        public ExecutionStatus Status { get; set; }
    }

    public class SendTaskSuccessRequest : AmazonWebServiceRequest
    {
        public string Output { get; set; }

        public string TaskToken { get; set; }
    }

    public class SendTaskSuccessResponse : AmazonWebServiceResponse;

    public class StartExecutionRequest : AmazonWebServiceRequest
    {
        public string Input { get; set; }

        public string Name { get; set; }

        public string StateMachineArn { get; set; }

        public string TraceHeader { get; set; }
    }

    public class StartExecutionResponse : AmazonWebServiceResponse
    {
        public string ExecutionArn { get; set; }
    }

    public class ExecutionAlreadyExistsException(string message) : AmazonStepFunctionsException(message);

    public class ExecutionDoesNotExistException(string message) : AmazonStepFunctionsException(message);

    public class TaskDoesNotExistException(string message) : AmazonStepFunctionsException(message);

    public class TaskTimedOutException(string message) : AmazonStepFunctionsException(message);
}
