using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.SimpleNotificationService.Model;

namespace Amazon.SimpleNotificationService
{
    public interface IAmazonSimpleNotificationService
    {
        Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);
    }

    public class AmazonSimpleNotificationServiceClient : IAmazonSimpleNotificationService
    {
        public Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) => throw null;
    }

    public class AmazonSimpleNotificationServiceException(string message) : AmazonServiceException(message);
}

namespace Amazon.SimpleNotificationService.Model
{
    public class PublishRequest : AmazonWebServiceRequest
    {
        public string Message { get; set; }

        public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; }

        public string Subject { get; set; }

        public string TopicArn { get; set; }
    }

    public class PublishResponse : AmazonWebServiceResponse;

    public class MessageAttributeValue
    {
        public string DataType { get; set; }

        public string StringValue { get; set; }
    }
}
