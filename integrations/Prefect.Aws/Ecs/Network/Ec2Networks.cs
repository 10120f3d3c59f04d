using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>Asks Amazon EC2 about VPCs and subnets, in its query protocol.</summary>
internal sealed class Ec2Networks(AwsClient client)
{
    private const string VpcGone = "InvalidVpcID.NotFound";

    /// <summary>Id of a VPC, or of the default one; null when there is none.</summary>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<string?> FindVpcAsync(string? id, CancellationToken cancellationToken)
    {
        (string Name, string Value)[] which = id is null ? [("Filter.1.Name", "isDefault"), ("Filter.1.Value.1", "true")] : [("VpcId.1", id)];
        string attempt = id is null ? "find the default VPC" : $"find the VPC '{id}'";
        try
        {
            XDocument answer = await AskAsync("DescribeVpcs", which, attempt, cancellationToken).ConfigureAwait(false);
            return Ids(answer, "vpcSet", "vpcId").FirstOrDefault();
        }
        catch (AwsException exception) when (exception.ErrorCode == VpcGone)
        {
            return null;
        }
    }

    /// <summary>Ids of the subnets of a VPC.</summary>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<IReadOnlyList<string>> SubnetsOfAsync(string vpc, CancellationToken cancellationToken)
    {
        List<string> subnets = [];
        string? page = null;
        do
        {
            List<(string, string)> which = [("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", vpc)];
            if (page is not null)
            {
                which.Add(("NextToken", page));
            }

            XDocument answer = await AskAsync("DescribeSubnets", which, $"list the subnets of the VPC '{vpc}'", cancellationToken).ConfigureAwait(false);
            subnets.AddRange(Ids(answer, "subnetSet", "subnetId"));
            string? next = answer.Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "nextToken")?.Value;
            page = next is { Length: > 0 } && next != page ? next : null;
        }
        while (page is not null);

        return subnets;
    }

    private async Task<XDocument> AskAsync(
        string operation, IEnumerable<(string Name, string Value)> parameters, string attempt, CancellationToken cancellationToken)
    {
        IEnumerable<(string Name, string Value)> all = [("Action", operation), ("Version", AwsService.Ec2.Version), .. parameters];
        string form = string.Join('&', all.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        AwsRequest request = new()
        {
            Operation = operation,
            Body = Encoding.UTF8.GetBytes(form),
            ContentType = "application/x-www-form-urlencoded; charset=utf-8",
        };
        using AwsAnswer answer = await client.SendRawAsync(request, attempt, cancellationToken).ConfigureAwait(false);
        return Read(answer, operation, attempt);
    }

    private static XDocument Read(AwsAnswer answer, string operation, string attempt)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using XmlReader reader = XmlReader.Create(answer.Body, settings);
            XDocument document = XDocument.Load(reader);
            return document.Root?.Name.LocalName == operation + "Response" ? document : throw new XmlException($"The answer is no {operation}Response.");
        }
        catch (XmlException exception)
        {
            // Also what a body looks like that was cut off.
            throw AwsCall.Describe(
                new AmazonUnmarshallingException(answer.ResponseMetadata.RequestId, lastKnownLocation: null, exception, HttpStatusCode.OK),
                new AwsOperation(AwsService.Ec2.Id, operation, attempt));
        }
    }

    private static IEnumerable<string> Ids(XDocument answer, string set, string id) =>
        answer.Root!.Elements().Where(element => element.Name.LocalName == set)
            .Elements().Elements().Where(element => element.Name.LocalName == id).Select(element => element.Value);
}
