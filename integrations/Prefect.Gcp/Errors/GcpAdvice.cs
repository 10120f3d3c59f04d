using System.Net;
using Google.Apis.Auth.OAuth2.Responses;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>What to do about an error, by the service's code or else by the kind of failure.</summary>
internal static class GcpAdvice
{
    private static readonly Dictionary<string, string> s_byCode = new(StringComparer.OrdinalIgnoreCase)
    {
        ["invalid_grant"] = "The key is not accepted: it was deleted, belongs to another account, or this machine's clock is wrong.",
        ["invalid_scope"] = "The identity may not ask for this scope.",
        ["unauthorized_client"] = "The identity may not do this: check the account's delegation.",
        ["UNAUTHENTICATED"] = "The credentials are not accepted: save them again, and check this machine's clock.",
        ["PERMISSION_DENIED"] = "The identity is known but may not do this: give it a role that has the permission, and check that the API is enabled in the project.",
        ["SERVICE_DISABLED"] = "Enable the API in the project, and wait a few minutes.",
        ["accessNotConfigured"] = "Enable the API in the project, and wait a few minutes.",
        ["forbidden"] = "The identity is known but may not do this: give it a role that has the permission.",
        ["accessDenied"] = "The identity is known but may not do this: give it a role that has the permission.",
        ["insufficientPermissions"] = "The token's scopes do not cover this: sign in with the scope cloud-platform.",
        ["ACCESS_TOKEN_SCOPE_INSUFFICIENT"] = "The token's scopes do not cover this: sign in with the scope cloud-platform.",
        ["ALREADY_EXISTS"] = "Update what is there, or choose another name.",
        ["duplicate"] = "Update what is there, or choose another name.",
        ["conflict"] = "Update what is there, or choose another name.",
        ["conditionNotMet"] = "The resource was changed meanwhile: try again.",
        ["quotaExceeded"] = "A quota of the project is used up: free some of it, or ask for more.",
        ["billingNotEnabled"] = "Give the project a billing account.",
        ["accountDisabled"] = "The project's billing account is closed: open it, or use another project.",
        ["userProjectMissing"] = "The bucket is paid for by who asks: set project.",
    };

    public static string For(ServiceFault fault, Exception exception)
    {
        if (fault.ErrorCode is { } code && s_byCode.TryGetValue(code, out string? advice))
        {
            return advice;
        }

        return fault switch
        {
            _ when GcpCall.Root(exception) is TokenResponseException && !fault.IsTransient => "Check the credentials: save the service account's key again.",
            { StatusCode: null } => "Check the address of the service, and that this machine reaches it.",
            { StatusCode: HttpStatusCode.NotFound } => "Check the names, the project and the location: names are case-sensitive.",
            { StatusCode: HttpStatusCode.Unauthorized } => s_byCode["UNAUTHENTICATED"],
            { StatusCode: HttpStatusCode.Forbidden } => s_byCode["forbidden"],
            { StatusCode: HttpStatusCode.PreconditionFailed } => s_byCode["conditionNotMet"],
            { StatusCode: HttpStatusCode.Conflict } => s_byCode["conflict"],
            { IsTransient: true } => "The service is busy or broken: try again later.",
            _ => "See the service's documentation of this code.",
        };
    }
}
