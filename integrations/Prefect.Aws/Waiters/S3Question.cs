using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;

namespace Prefect.Aws;

/// <summary>Asks Amazon S3, whose client takes and gives no JSON: questions and answers are put in the vendor's names for them.</summary>
internal static class S3Question
{
    /// <exception cref="ArgumentException">The operation cannot be asked, or not with these parameters.</exception>
    public static Func<CancellationToken, Task<WaiterAnswer>> Prepare(WaiterQuestion question)
    {
        S3Read read = S3Read.Find(question.Operation);
        S3Parameters parameters = S3Parameters.Check(read, question.Parameters);
        IAmazonS3 client = question.Credentials.GetS3Client();
        AwsOperation operation = new("S3", question.Operation, question.Attempt);
        return async cancellationToken =>
        {
            try
            {
                (AmazonWebServiceResponse answer, JsonObject body) = await AwsCall
                    .RunAsync(operation, token => read.Send(client, parameters, token), cancellationToken)
                    .ConfigureAwait(false);
                return WaiterAnswer.Of(answer.HttpStatusCode, body);
            }
            catch (AwsException exception)
            {
                return WaiterAnswer.Of(exception);
            }
        };
    }
}
