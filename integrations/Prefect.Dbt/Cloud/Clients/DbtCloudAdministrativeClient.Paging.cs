using System.Runtime.CompilerServices;
using System.Text.Json;
using Prefect.Http;

namespace Prefect.Dbt;

/// <content>Lists that come in pages.</content>
public sealed partial class DbtCloudAdministrativeClient
{
    private const int LargestPage = 100;

    // What is added or taken away meanwhile shifts the pages: what was seen already is passed over.
    private async IAsyncEnumerable<T> PagesAsync<T>(
        DbtCloudCall call, RestRequest request, Func<T, long> id, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IDbtDocument<T>
    {
        HashSet<long> seen = [];
        for (long offset = 0; ;)
        {
            JsonElement data = await DataAsync(call, request.With("limit", LargestPage).With("offset", offset), cancellationToken).ConfigureAwait(false);
            if (data.ValueKind != JsonValueKind.Array)
            {
                throw call.Error($"Could not {call.Attempt}: the answer has no list. Check the domain of the credentials.", ServiceFault.Unknown, null);
            }

            int count = data.GetArrayLength();
            int before = seen.Count;
            foreach (JsonElement item in data.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object))
            {
                T read = T.Of(item);
                if (seen.Add(id(read)))
                {
                    yield return read;
                }
            }

            offset += count;
            if (count < LargestPage || seen.Count == before)
            {
                yield break;
            }
        }
    }
}
