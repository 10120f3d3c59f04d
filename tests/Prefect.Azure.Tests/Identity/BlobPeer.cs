using System.Collections.Concurrent;
using System.Text;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>Makes a peer keep blobs of containers that are all there, for whoever has a token for storage.</summary>
internal sealed class BlobPeer
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    public BlobPeer(ArmPeer peer)
    {
        peer.On("GET /", _ => Xml("<EnumerationResults><Containers><Container><Name>landing</Name></Container></Containers><NextMarker /></EnumerationResults>"));
        peer.On("PUT /*", _ => ArmReply.BlobError("ContainerAlreadyExists", "The specified container already exists.", 409));
        peer.On("PUT /*/*", request =>
        {
            _blobs[request.Path] = request.Body;
            return ArmReply.Status(201);
        });
        peer.On("GET /*/*", Read);
    }

    private ArmReply Read(ArmRequest request)
    {
        if (!_blobs.TryGetValue(request.Path, out byte[]? content))
        {
            return ArmReply.BlobError("BlobNotFound", "The specified blob does not exist.", 404);
        }

        return ArmReply.Bytes(content, status: 206) with
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Content-Range"] = $"bytes 0-{content.Length - 1}/{content.Length}",
                ["ETag"] = "\"1\"",
            },
        };
    }

    private static ArmReply Xml(string xml) => ArmReply.Bytes(Encoding.UTF8.GetBytes(xml), "application/xml");
}
