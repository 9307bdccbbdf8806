import type { Given } from './local-routes.ts'

/** A page on which a mail's link ends here, in Vietnamese and English; what the pages show is the front end's. */
function pageFor(vietnamese: string, english: string, command: string): Given {
  const html = `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Motcua</title>
<style>body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}pre{overflow:auto;padding:.5rem;border:1px solid}</style>
<h1>Trang này thuộc giao diện người dùng</h1>
<p>${vietnamese}</p>
<p lang="en">${english}</p>
<pre>${command}</pre>
</html>
`
  return { type: 'text/html; charset=utf-8', body: () => html }
}

/** Where the links of mails lead on this machine, by path; one that ends with a slash stands for all below it. */
export function peoplePages(url: string): Record<string, Given> {
  return {
    '/lookup': pageFor(
      'Trang tra cứu do cổng giao diện của địa phương cung cấp. Trên máy này chỉ có dịch vụ; có thể hỏi bằng mã hồ sơ và mã bí mật trên giấy tiếp nhận:',
      'The look-up page belongs to the front end. On this machine there are only the services; ask them with the code and the secret of the receipt:',
      `curl -H 'Content-Type: application/json' -d '{"code": "…", "secret": "…"}' ${url}/v1/lookups`,
    ),
    '/dossiers/': pageFor(
      'Trang hồ sơ do cổng giao diện của cơ quan cung cấp. Trên máy này chỉ có dịch vụ; cán bộ có thể hỏi bằng mã hồ sơ:',
      'The page of a dossier belongs to the front end. On this machine there are only the services; staff ask them with the code:',
      `curl -H "Authorization: Bearer $(npm run --silent token -- clerk)" ${url}/v1/dossiers/…`,
    ),
    '/feedback-lookup': pageFor(
      'Trang xem trả lời do cổng giao diện của địa phương cung cấp. Trên máy này chỉ có dịch vụ; có thể hỏi bằng mã và mã bí mật đã nhận khi gửi phản ánh, kiến nghị:',
      'The page on which an author reads his answer belongs to the front end. On this machine there are only the services; ask them with the id and the secret that came when it was sent:',
      `curl -H 'Content-Type: application/json' -d '{"id": "…", "secret": "…"}' ${url}/v1/feedback-lookups`,
    ),
    '/feedback/': pageFor(
      'Trang phản ánh, kiến nghị do cổng giao diện của cơ quan cung cấp. Trên máy này chỉ có dịch vụ; cán bộ có thể hỏi bằng mã:',
      'The page of feedback belongs to the front end. On this machine there are only the services; staff ask them with its id:',
      `curl -H "Authorization: Bearer $(npm run --silent token -- clerk)" ${url}/v1/feedback/…`,
    ),
    '/webhooks/': pageFor(
      'Trang webhook do cổng giao diện của cơ quan cung cấp. Trên máy này chỉ có dịch vụ; hệ thống kết nối có thể hỏi bằng mã:',
      'The page of a webhook belongs to the front end. On this machine there are only the services; the system that made it asks them with its id:',
      `curl -H "Authorization: Bearer $(npm run --silent token -- integration)" ${url}/v1/webhooks/…`,
    ),
  }
}
