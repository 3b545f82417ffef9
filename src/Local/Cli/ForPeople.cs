using KillSwitch.Brokers;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Cli;

/// <summary>
/// The faults a person can put right. Each has a message that says how, which is all there is to show: a stack trace would
/// only hide it. Whatever is not among them is a fault of this program, and ends with its trace.
/// </summary>
public static class ForPeople
{
    /// <returns>What is wrong and what to do; null if the fault is not the person's to mend.</returns>
    public static string? Message(Exception fault) =>
        fault switch
        {
            CannotStartException
            or InvalidSettingsException
            or DetectionSettingsException
            or OrdersFileException
            or UsersFileException
            or PortInUseException
            or JournalDamagedException
            or MailboxException
            or KafkaUnreachableException
            or TopicMissingException
            or TopicsMismatchException
            or TopicsPendingException
            or BrokerNotStartedException
            or DeliveryNotSupportedException
            or DeliveryFailedException
            or StateNotPublishedException
            or StoreUnavailableException
            or DirectoryUnavailableException
            or ExecutionsUnavailableException => fault.Message,
            OutputUnwritableException => fault.Message,
            IOException or UnauthorizedAccessException =>
                $"{Sentence(fault.Message)} See that the path is there, that it may be read and written, and that the disk has room.",
            _ => null,
        };

    /// <summary>With its full stop: what the system says of a fault mostly has none.</summary>
    public static string Sentence(string message) => message.TrimEnd() is var text && text.EndsWith('.') ? text : $"{text}.";
}
