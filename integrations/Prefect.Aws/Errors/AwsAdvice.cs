using System.Net;
using System.Security.Authentication;
using Amazon.Runtime;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>What to do about an error, by the service's code or else by the kind of failure.</summary>
internal static class AwsAdvice
{
    private static readonly Dictionary<string, string> s_byCode = new(StringComparer.Ordinal)
    {
        ["NoSuchBucket"] = "Check the bucket's name, and that endpoint_url and region_name are those it was made with.",
        ["NoSuchKey"] = "Check the path and bucket_folder: keys are case-sensitive, and list_objects shows those there are.",
        ["AccessDenied"] = "The credentials are known but may not do this: add the permission to their policy, or look for a deny in the policy of the bucket or resource.",
        ["InvalidAccessKeyId"] = "The service does not know this access key: check aws_access_key_id (or minio_root_user), that the key is active, and endpoint_url.",
        ["InvalidClientTokenId"] = "The service does not know this access key: check aws_access_key_id, that the key is active, and that aws_session_token belongs to it.",
        ["SignatureDoesNotMatch"] = "The secret key is not the one of this access key: save it again, and check that nothing was cut off or added.",
        ["ExpiredToken"] = "The temporary credentials ran out: save new ones, or set assume_role_arn, whose credentials renew themselves.",
        ["InvalidToken"] = "aws_session_token does not belong to this access key: save all three values of one session.",
        ["PermanentRedirect"] = "The bucket is in another region: set region_name to it.",
        ["AuthorizationHeaderMalformed"] = "The request was signed for another region than the bucket's: set region_name to the bucket's.",
        ["IllegalLocationConstraintException"] = "The bucket is in another region: set region_name to it.",
        ["RequestTimeTooSkewed"] = "This machine's clock is wrong: set it by a time server.",
        ["SlowDown"] = "The service asks for fewer requests: lower the parallelism, or try again later.",
        ["EntityTooLarge"] = "The object is larger than the service takes in one piece: raise part_size of the transfer options.",
        ["InvalidBucketName"] = "Bucket names have 3 to 63 lower-case letters, digits, dots and dashes.",
        ["PreconditionFailed"] = "The object was changed while it was read: try again.",
        ["InvalidObjectState"] = "The object is archived: restore it first.",
        ["NoSuchUpload"] = "Somebody ended this upload, or a rule that removes unfinished uploads did: start it again.",
        ["ResourceNotFoundException"] = "Check the name, and that region_name and endpoint_url are those it was made with.",
        ["ResourceExistsException"] = "Update what is there, or choose another name.",
        ["ResourceAlreadyExistsException"] = "Update what is there, or choose another name.",
        ["DecryptionFailure"] = "The key in KMS that the secret is encrypted with is not there or not enabled: look at it in the console.",
        ["InvalidRequestException"] = "The state of the resource forbids this, one that waits for its deletion for one: see the service's text above.",
        ["LimitExceededException"] = "A quota of the account is used up: free some of it, or ask for more.",
        ["ConcurrentRunsExceededException"] = "As many runs as the job allows are under way: wait for one to end, or raise the job's maximum concurrency.",
        ["ResourceNumberLimitExceededException"] = "A quota of the account is used up: free some of it, or ask for more.",
        ["RequestTooLargeException"] = "A function takes 6 MB when it is waited for, and 1 MB as an event: put the data in a bucket, and send its key.",
        ["ResourceConflictException"] = "The function is being created or changed: try again when it is active.",
        ["ValidationError"] = "A parameter has a form that the service does not accept: see its text above.",
    };

    private static readonly Dictionary<string, string> s_aliases = new(StringComparer.Ordinal)
    {
        ["ExpiredTokenException"] = "ExpiredToken",
        ["TokenRefreshRequired"] = "ExpiredToken",
        ["AllAccessDisabled"] = "AccessDenied",
        ["AccessDeniedException"] = "AccessDenied",
        ["Forbidden"] = "AccessDenied",
        ["InvalidSignatureException"] = "SignatureDoesNotMatch",
        ["UnrecognizedClientException"] = "InvalidClientTokenId",
        ["EntityNotFoundException"] = "ResourceNotFoundException",
        ["UnauthorizedOperation"] = "AccessDenied",
        ["ValidationException"] = "ValidationError",
        ["InvalidParameterException"] = "ValidationError",
        ["AuthFailure"] = "InvalidClientTokenId",
        ["IncorrectEndpoint"] = "PermanentRedirect",
    };

    public static string For(ServiceFault fault, Exception exception)
    {
        if (AwsFault.IsClockSkew(exception))
        {
            return s_byCode["RequestTimeTooSkewed"];
        }

        if (fault.ErrorCode is { } code && s_byCode.TryGetValue(s_aliases.GetValueOrDefault(code, code), out string? advice))
        {
            return advice;
        }

        return fault switch
        {
            { StatusCode: null } when IsMissingCredentials(exception) =>
                "No credentials were found: set aws_access_key_id and aws_secret_access_key, profile_name, or what the AWS command line reads.",
            { StatusCode: null } when exception.GetBaseException() is AuthenticationException =>
                "Set verify_cert_path to a file of the authority that signed the service's certificate, and check that endpoint_url has the name in it.",
            { StatusCode: null } => "Check endpoint_url and region_name, and that this machine reaches the service.",
            { StatusCode: HttpStatusCode.NotFound } => "Check the names, of bucket and object for one, and that endpoint_url and region_name are theirs.",
            { StatusCode: HttpStatusCode.MovedPermanently } => s_byCode["PermanentRedirect"],
            { StatusCode: HttpStatusCode.Forbidden } => s_byCode["AccessDenied"],
            { IsTransient: true } => "The service is busy or broken: try again later.",
            _ => "See the service's documentation of this code.",
        };
    }

    private static bool IsMissingCredentials(Exception exception) =>
        exception is AmazonClientException
        && exception.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase);
}
