using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>The operations of Amazon SQS that are used here.</summary>
internal static class SqsActions
{
    private static readonly SqsJson s_json = SqsJson.Default;

    public static AwsAction<SqsQueueQuestion, SqsQueueAnswer> GetQueueUrl { get; } =
        new(AwsService.Sqs, "GetQueueUrl", s_json.SqsQueueQuestion, s_json.SqsQueueAnswer);

    public static AwsAction<SqsReceipt, SqsMessages> ReceiveMessage { get; } = new(AwsService.Sqs, "ReceiveMessage", s_json.SqsReceipt, s_json.SqsMessages);

    public static AwsAction<SqsVisibility, JsonObject> ChangeMessageVisibility { get; } =
        new(AwsService.Sqs, "ChangeMessageVisibility", s_json.SqsVisibility, s_json.JsonObject);

    public static AwsAction<SqsDeletion, JsonObject> DeleteMessage { get; } = new(AwsService.Sqs, "DeleteMessage", s_json.SqsDeletion, s_json.JsonObject);
}
