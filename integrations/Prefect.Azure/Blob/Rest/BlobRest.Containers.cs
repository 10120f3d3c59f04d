using System.Globalization;
using System.Net;
using System.Text;
using Azure.Core;

namespace Prefect.Azure;

/// <content>Containers and listings.</content>
internal sealed partial class BlobRest
{
    public Task<IReadOnlyList<string>> ListContainersAsync(int most, CancellationToken cancellationToken) =>
        SendAsync(
            new AzureOperation(AzureService.Blob, "ListContainers", "list containers"),
            RequestMethod.Get,
            string.Create(CultureInfo.InvariantCulture, $"?comp=list&maxresults={most}"),
            null,
            message => BlobPageReader.ReadContainers(message.Response.ContentStream ?? Stream.Null),
            cancellationToken);

    public async Task<bool> CreateContainerAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                AzureOperation.Blob("CreateContainer", "make the container", container), RequestMethod.Put, $"{container}?restype=container", null, static _ => true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.Conflict && exception.ErrorCode == "ContainerAlreadyExists")
        {
            return false;
        }
    }

    public async Task<bool> DeleteContainerAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                AzureOperation.Blob("DeleteContainer", "delete the container", container), RequestMethod.Delete, $"{container}?restype=container", null, static _ => true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AzureException exception) when (IsMissing(exception))
        {
            return false;
        }
    }

    public async Task<bool> ContainerExistsAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                AzureOperation.Blob("GetContainerProperties", "find the container", container), RequestMethod.Head, $"{container}?restype=container", null, static _ => true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AzureException exception) when (IsMissing(exception))
        {
            return false;
        }
    }

    public Task<BlobPage> ListAsync(string container, BlobListQuery query, string? marker, CancellationToken cancellationToken)
    {
        StringBuilder path = new();
        path.Append(container).Append("?restype=container&comp=list");
        Append(path, "prefix", query.Prefix);
        Append(path, "delimiter", query.Delimiter);
        Append(path, "marker", marker ?? "");
        Append(path, "maxresults", query.PageSize?.ToString(CultureInfo.InvariantCulture) ?? "");
        Append(path, "include", string.Join(',', query.Include).ToLowerInvariant());
        return SendAsync(
            AzureOperation.Blob("ListBlobs", "list", container, query.Prefix.Length == 0 ? null : query.Prefix),
            RequestMethod.Get,
            path.ToString(),
            null,
            message => BlobPageReader.Read(message.Response.ContentStream ?? Stream.Null),
            cancellationToken);
    }

    private static void Append(StringBuilder path, string name, string value)
    {
        if (value.Length > 0)
        {
            path.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
