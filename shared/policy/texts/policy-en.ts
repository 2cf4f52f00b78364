/** The policy in English. No figure is typed here: terms, articles, purposes and recipients come from the typed source. */
export const POLICY_EN = `
# {{policy.title}}

## {{n}}. What this policy is about

The policy covers the sites {{sites}} and the pages of the personal data office {{office}}. It explains which data {{operator.name}} (“the company”, “we”) receives, why, on which ground, who may see them and what you can do about them. Data are processed by the rules of the law: {{law}}.

Controller of the data: {{operator.name}}{{operator.inn}}, address: {{operator.address}}. Send questions about personal data to {{operator.email}}.

The policy applies to visitors and to users with an account alike. If you act for somebody else, we ask for a power of attorney: without it their data are neither disclosed nor changed.

### Which data we receive

- **What you tell us yourself.** In the registration form: {{fields.registration}}. Required fields are marked on the form, the others may stay empty. In requests and claims: what you write in them.
- **What your browser sends.** Network address, browser, page and time of the visit. They serve security and nothing else.
- **Your decisions.** Which consents you gave, refused or withdrew, and which text you saw when you did.

We take only the fields that are named. Electronic forms ask for no identity papers. We usually cannot check what you tell us; we take it to be true, and yours to tell.

Other sites that are linked from ours process data by rules of their own.

## {{n}}. Why we process data

Each purpose has its own ground, its own data and its own term. Data serve no other purpose.

{{purposes}}

### Consents

Each consent is a document of its own with a box of its own ({{cite.consent-separate}}). No box is ticked beforehand, and no consent is needed to use the sites. Promotional letters come only to those who agreed to them ({{cite.promotions}}, {{cite.advertising}}). Data of yours become visible to everyone only by a separate consent to distribution ({{cite.distribution}}).

Withdrawing a consent is as easy as giving it: one page and one button, and in a promotional letter a link to unsubscribe. After a withdrawal, processing by that consent stops, and data that are no longer needed are destroyed; the outer limit is {{term.ru-withdrawal-destroy}} ({{article.ru-withdrawal-destroy}}). If another ground needs the data, we say which ({{cite.withdrawal-other-grounds}}).

## {{n}}. How data are processed and protected

### Where and for how long

{{residency}} Names, addresses and texts are kept encrypted, and each reading by staff is recorded with its reason ({{cite.protection}}).

{{retention}}

When a term is over, the data are destroyed and an act is drawn up. When an account is closed, its purpose is reached: the outer limit of destruction is {{term.ru-purpose-reached-destroy}} ({{article.ru-purpose-reached-destroy}}).

### Who may see the data

We do not sell data and disclose them to nobody but those named here:

{{recipients}}

Each transfer is checked – is there a ground, is the consent in force, is there no block – and recorded. A transfer out of Russia takes place only as the law on prior notice allows ({{cite.crossborder}}).

If you made a field of your profile public yourself, anyone can read and copy it. You can take it back at any time; the ban on further distribution holds at once, and others must stop within {{term.ru-distribution-stop}}.

### If there is a breach

Once we learn of unlawful access to data or of their disclosure, we take measures, tell the supervisory authority (first notice: {{term.ru-breach-first}}, results of the inquiry: {{term.ru-breach-final}} from detection, {{cite.breach}}) and write to those affected: what happened, which data, what was done and what they can do themselves.

## {{n}}. Your rights and our duties

You may:

- **learn** which data on you are held, why, and who got them ({{cite.access}}); the term of the answer is {{term.ru-access-answer}}, which may be extended once with reasons, to {{term.ru-access-answer-extended}} in all;
- **correct** what is wrong; the term from the supporting evidence is {{term.ru-correct}};
- **demand a stop** of processing; the term is {{term.ru-stop-demand}};
- **withdraw a consent** or refuse promotional letters: {{term.ru-marketing-stop}};
- **close the account** and get a list of what was destroyed, and of what stayed and on which ground;
- **complain** to us, to the authority that protects the rights of data subjects, or to a court.

A registered user sees all that is held about them in the account, and changes it there. Everyone else writes to us through the office {{office}} or to {{operator.email}}. Before we know who asks, nothing is disclosed, changed or destroyed.

We must:

- use data for the named purposes only;
- keep them secret and not disclose them without your consent, except where this policy says so;
- **block** data from the moment of a complaint that they are inaccurate or used unlawfully, while it is checked ({{cite.blocking}});
- if the complaint is right, stop the unlawful use (term: {{term.ru-unlawful-stop}}) and destroy the data if it cannot be made lawful (term: {{term.ru-unlawful-destroy}});
- tell recipients of a correction, a withdrawal and a destruction.

You undertake to tell the truth about yourself, and to update it when it changes.

## {{n}}. Liability

The company is liable for breaches under the law of Russia. If data are lost or disclosed, we find out whether they had been public before, had come from third parties before they came to us, or had been disclosed with your consent; in each case the finding is reasoned and kept.

## {{n}}. Claims and disputes

Before you go to court, send us a claim: by the form of the office {{office}}, to {{operator.email}}, or on paper to: {{operator.address}}. Say who you are, where to answer, what happened and what you demand.

We answer in writing; the term is {{term.ru-claim-30}} from receipt of the claim. If no agreement is reached, a court decides. The law of Russia governs this policy and what follows from it.

## {{n}}. Changes of the policy

The company may change the policy. A new version is in force once it stands at {{policy.address}}, unless it names a later day. We tell registered users of each new version; if the change is substantial, we ask you to acknowledge that you have read it. Withdrawal of consents, requests, claims, export of data and closing of the account need no such acknowledgement.

The version in force and all earlier ones can be read at the same address, with the difference between any two. No version is ever changed or deleted.

Send proposals and questions about the policy to {{operator.email}}.
`;
