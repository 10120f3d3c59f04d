using System.Net;
using Azure.Identity;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>What to do about an error, by the service's code or else by the kind of failure.</summary>
internal static class AzureAdvice
{
    private static readonly Dictionary<string, string> s_byCode = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ContainerNotFound"] = "Check the container's name, and that the credentials are those of its account.",
        ["BlobNotFound"] = "Check the path and base_folder: names of blobs are case-sensitive, and list_blobs shows those there are.",
        ["BlobAlreadyExists"] = "Set Overwrite of the transfer options, or overwrite of the task, to replace it.",
        ["AuthenticationFailed"] = "The account key or the signature is not accepted: save the credentials again, and check this machine's clock.",
        ["AuthorizationFailure"] = "The credentials may not do this: check the permissions of the SAS or of the role, and the account's firewall.",
        ["AuthorizationPermissionMismatch"] = "The identity is known but may not do this: give it a role such as Storage Blob Data Contributor.",
        ["AuthorizationProtocolMismatch"] = "The SAS allows https alone: use the account's https address.",
        ["AuthorizationSourceIPMismatch"] = "The SAS does not allow this machine's address.",
        ["InvalidAuthenticationInfo"] = "The sign-in has a form that the service does not accept: check connection_string, or tenant_id of the service principal.",
        ["KeyBasedAuthenticationNotPermitted"] = "The account allows no keys: set account_url, and sign in by a service principal or an identity.",
        ["NoAuthenticationInformation"] = "The container is not public: set credentials with an account key, a SAS or an identity.",
        ["PublicAccessNotPermitted"] = "The account allows no anonymous requests: set credentials with an account key, a SAS or an identity.",
        ["AccountIsDisabled"] = "The storage account is disabled: look at its state in the portal.",
        ["ConditionNotMet"] = "The blob was changed meanwhile: try again.",
        ["LeaseIdMissing"] = "Somebody holds a lease on it: wait until it ends, or break it.",
        ["BlobArchived"] = "The blob is archived: rehydrate it first.",
        ["BlobBeingRehydrated"] = "The blob is on its way back from the archive: try again later.",
        ["InvalidBlobType"] = "A blob of another kind has this name: delete it, or choose another name.",
        ["BlobImmutableDueToPolicy"] = "A retention policy forbids changes of this blob: choose another name.",
        ["InvalidResourceName"] = "Containers have 3 to 63 lower-case letters, digits and single dashes.",
        ["ServerBusy"] = "The service asks for fewer requests: lower the parallelism, or try again later.",
        ["Md5Mismatch"] = "The data changed on its way: try again.",
        ["Crc64Mismatch"] = "The data changed on its way: try again.",
        ["SecretNotFound"] = "Check the names of vault and secret.",
        ["AuthorizationFailed"] = "The identity may not do this: give it a role on the resource, such as Contributor.",
        ["InvalidAuthenticationToken"] = "The token is not accepted: check tenant_id, client_id and client_secret.",
        ["ExpiredAuthenticationToken"] = "The token ran out: try again, and check this machine's clock.",
        ["SubscriptionNotFound"] = "Check the subscription's id, and that the identity has a role in it.",
        ["ResourceGroupNotFound"] = "Check the resource group's name and the subscription.",
        ["ResourceNotFound"] = "Check the resource's name, resource group and subscription.",
    };

    public static string For(ServiceFault fault, Exception? exception)
    {
        if (fault.ErrorCode is { } code && s_byCode.TryGetValue(code, out string? advice))
        {
            return advice;
        }

        return fault switch
        {
            { StatusCode: null } when exception is not null && AzureCall.Root(exception) is CredentialUnavailableException =>
                "No identity was found: set the credentials of a service principal, the variables of the environment, or sign in with the Azure command line.",
            { StatusCode: null } when exception is not null && AzureCall.Root(exception) is AuthenticationFailedException =>
                "Check tenant_id, client_id and client_secret, and that the secret has not run out.",
            { StatusCode: null } => "Check the address of the service, and that this machine reaches it.",
            { StatusCode: HttpStatusCode.NotFound } => "Check the names, and that the credentials are those of the right account.",
            { StatusCode: HttpStatusCode.Unauthorized } => "The credentials are not accepted: save them again, and check this machine's clock.",
            { StatusCode: HttpStatusCode.Forbidden } => "The credentials may not do this: check the permissions of the SAS or of the role, and the service's firewall.",
            { IsTransient: true } => "The service is busy or broken: try again later.",
            _ => "See the service's documentation of this code.",
        };
    }
}
