using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>Errors in the envelope of the service that is asked.</summary>
internal static class AwsErrorBody
{
    public static Task SendAsync(AwsExchange request, HttpContext context, int status, string code, string message, CancellationToken cancellationToken)
    {
        string id = context.Response.Headers["x-amzn-RequestId"].ToString();
        string xml = $"<Code>{SecurityElement.Escape(code)}</Code><Message>{SecurityElement.Escape(message)}</Message>";
        switch (request.Service)
        {
            case "s3":
                return SendXmlAsync($"<Error>{xml}<RequestId>{id}</RequestId></Error>");
            case "ec2":
                return SendXmlAsync($"<Response><Errors><Error>{xml}</Error></Errors><RequestID>{id}</RequestID></Response>");
            case "sts":
                return SendXmlAsync($"<ErrorResponse><Error><Type>Sender</Type>{xml}</Error><RequestId>{id}</RequestId></ErrorResponse>");
            case "lambda" or "batch":
                context.Response.Headers["x-amzn-ErrorType"] = code + ":http://internal.amazon.com/coral/com.amazon.coral.service/";
                return SendJsonAsync(new JsonObject { ["message"] = message }, "application/json");
            default:
                return SendJsonAsync(new JsonObject { ["__type"] = code, ["message"] = message }, "application/x-amz-json-1.1");
        }

        Task SendXmlAsync(string body) =>
            AwsReply.SendAsync(context, status, "text/xml;charset=UTF-8", Encoding.UTF8.GetBytes(body), cancellationToken);

        Task SendJsonAsync(JsonObject body, string contentType) =>
            AwsReply.SendAsync(context, status, contentType, Encoding.UTF8.GetBytes(body.ToJsonString()), cancellationToken);
    }

    /// <summary>The vendor's answer to a signature that is not good: always 403, by a name that depends on the protocol.</summary>
    public static AwsReply Refusal(AwsExchange request)
    {
        bool isXml = request.Service is "s3" or "ec2" or "sts";
        string code = (request.Signature.Problem, request.Service) switch
        {
            (SignatureProblem.Missing, _) => isXml ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException",
            (SignatureProblem.Incomplete, _) => isXml ? "IncompleteSignature" : "IncompleteSignatureException",
            (SignatureProblem.UnknownKey, "s3") => "InvalidAccessKeyId",
            (SignatureProblem.UnknownKey or SignatureProblem.WrongToken, "ec2") => "AuthFailure",
            (SignatureProblem.WrongToken, "s3") => "InvalidToken",
            (SignatureProblem.UnknownKey or SignatureProblem.WrongToken, _) => isXml ? "InvalidClientTokenId" : "UnrecognizedClientException",
            (SignatureProblem.Expired, "s3") => "RequestTimeTooSkewed",
            (SignatureProblem.Expired, "ec2") => "RequestExpired",
            (SignatureProblem.WrongPayload, "s3") => "XAmzContentSHA256Mismatch",
            _ => isXml ? "SignatureDoesNotMatch" : "InvalidSignatureException",
        };
        return AwsReply.Error(code, request.Signature.Detail, 403);
    }
}
